#!/bin/bash
# SPDX-License-Identifier: MIT
# The monitor by script, for ci/kernel_arch, which sources this: a session is what is typed, and all
# that the monitor says to it.

# What it says from its first prompt to its end, for these commands, and how it ends.
monitor() { # COMMANDS
    printf '%b' "$1" | boot --monitor | sed '1,/^The monitor:/d; /^ashlar: blocks that nobody freed:$/,$d'
    echo "status ${PIPESTATUS[1]}"
}

same() { # NAME WANTED GOT
    if [ "$2" = "$3" ]; then
        pass "$1"
    else
        fail "$1" "$(diff <(echo "$2") <(echo "$3") | grep '^[<>]' | head -n 2 | tr '\n' ' ')"
    fi
}

same "kernel/$arch/monitor/session" "\
> design bitmap
the design is now bitmap
> alloc 100
offset 0x0, 128 bytes
> alloc 0x20 64
offset 0x80, 64 bytes
> stats
bitmap: reserved 1073741824, committed 4096, live 192, waste 3904 bytes; 2 blocks
at the peak: committed 4096, live 192 bytes
> free 0
freed 128 bytes
> free 0
refused: offset 0x0 is already free
> free 0x90
refused: offset 0x90 is not a block
> free 0x40000000
refused: offset 0x40000000 is out of range
> check
the heap is intact
> design bump
refused: 1 blocks are live; free them first
> free 128
freed 64 bytes
> stats
bitmap: reserved 1073741824, committed 0, live 0, waste 0 bytes; 0 blocks
at the peak: committed 4096, live 192 bytes
> design bump
the design is now bump
> design
the design is bump; there are dummy, bump, bitmap, list, bucket, heap
> design nonsense
the design is bump; there are dummy, bump, bitmap, list, bucket, heap
> design list
the design is now list
> alloc 100
offset 0x0, 128 bytes
> stats
list: reserved 4194304, committed 4096, live 128, waste 3968 bytes; 1 blocks
at the peak: committed 4096, live 128 bytes
> exit
bye
status 0" "$(monitor 'design bitmap\nalloc 100\nalloc 0x20 64\nstats\nfree 0\nfree 0\nfree 0x90
free 0x40000000\ncheck\ndesign bump\nfree 128\nstats\ndesign bump\ndesign\ndesign nonsense
design list\nalloc 100\nstats\nexit\n')"

same "kernel/$arch/monitor/heap" "\
> design heap
the design is now heap
> alloc 100
offset 0x0, 128 bytes
> alloc 20000
offset 0x10000, 20480 bytes
> alloc 1000000000
refused: 1000000000 bytes aligned to 64
> map
  0x0       |a...............                                                |
  0x4000    |                                                                |
  0x8000    |                                                                |
  0xc000    |                                                                |
  0x10000   |bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|
  0x14000   |bbbbbbbbbbbbbbbb                                                |
  a character is 256 bytes; '.' is committed, and free
  a  offset 0x0          100 bytes in    128
  b  offset 0x10000    20000 bytes in  20480
  slabs at 0x0 (slots of 128 bytes)
> stats
heap: reserved 1073741824, committed 24576, live 20608, waste 3968 bytes; 2 blocks
at the peak: committed 24576, live 20608 bytes
> free 0
freed 128 bytes
> free 0x10000
freed 20480 bytes
> free 0x11000
refused: offset 0x11000 is already free
> stats
heap: reserved 1073741824, committed 4096, live 0, waste 4096 bytes; 0 blocks
at the peak: committed 24576, live 20608 bytes
> alloc 0x40000000
refused: 1073741824 bytes aligned to 64
> stats
heap: reserved 1073741824, committed 0, live 0, waste 0 bytes; 0 blocks
at the peak: committed 24576, live 20608 bytes
> check
the heap is intact
> bye
status 0" "$(monitor 'design heap\nalloc 100\nalloc 20000\nalloc 1000000000\nmap\nstats\nfree 0\nfree 0x10000
free 0x11000\nstats\nalloc 0x40000000\nstats\ncheck' | sed 's/, by command_alloc, .*//')"

same "kernel/$arch/monitor/map" "\
> design bucket
the design is now bucket
> alloc 400
offset 0x0, 448 bytes
> alloc 80
offset 0x1000, 128 bytes
> alloc 400
offset 0x1c0, 448 bytes
> alloc 20000
offset 0x2000, 20032 bytes
> free 0
freed 448 bytes
> map
  0x0       |.aaa............b...............cccccccccccccccccccccccccccccccc|
  0x4000    |ccccccccccccccccccccccccccccccccccccccccccccccc.                |
  a character is 256 bytes; '.' is committed, and free
  a  offset 0x1c0        400 bytes in    448
  b  offset 0x1000        80 bytes in    128
  c  offset 0x2000     20000 bytes in  20032
  slabs at 0x0 (slots of 448 bytes), 0x1000 (128)
> stats
bucket: reserved 4194304, committed 28672, live 20608, waste 8064 bytes; 3 blocks
at the peak: committed 28672, live 21056 bytes
> free 0x380
refused: offset 0x380 is already free
> free 0x1c0
freed 448 bytes
> alloc 4000
offset 0x0, 4032 bytes
> check
the heap is intact
> bye
status 0" "$(monitor 'design bucket\nalloc 400\nalloc 80\nalloc 400\nalloc 20000\nfree 0\nmap\nstats
free 0x380\nfree 0x1c0\nalloc 4000\ncheck' | sed 's/, by command_alloc, .*//')"

same "kernel/$arch/monitor/map_under_list" "\
> design list
the design is now list
> alloc 100
offset 0x0, 128 bytes
> alloc 20000
offset 0x80, 20032 bytes
> map
  0x0       |+bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|
  0x4000    |bbbbbbbbbbbbbbb.                                                |
  a character is 256 bytes; '.' is committed, and free
  a  offset 0x0          100 bytes in    128
  b  offset 0x80       20000 bytes in  20032
> bye
status 0" "$(monitor 'design list\nalloc 100\nalloc 20000\nmap' | sed 's/, by command_alloc, .*//')"

empty= # keeps spaces from the ends of the lines here
same "kernel/$arch/monitor/bad_input" "\
> design bitmap
the design is now bitmap
> $empty
>    $empty
> nonsense
unknown command 'nonsense'; try help
> alloc
usage: alloc SIZE [ALIGN]
> alloc ten
usage: alloc SIZE [ALIGN]
> alloc 1 2 3
usage: alloc SIZE [ALIGN]
> alloc 0
refused: 0 bytes aligned to 64
> alloc 1 3
refused: 1 bytes aligned to 3
> alloc 18446744073709551615
refused: 18446744073709551615 bytes aligned to 64
> alloc 18446744073709551616
usage: alloc SIZE [ALIGN]
> free -1
usage: free OFFSET
> free 0x$(printf '0%.0s' {1..40})10
refused: offset 0x10 is already free
> $(printf 'y%.0s' {1..63})
a line has at most 63 characters; this one was ignored
> stats
bitmap: reserved 1073741824, committed 0, live 0, waste 0 bytes; 0 blocks
at the peak: committed 0, live 0 bytes
> bye
status 0" "$(monitor "design bitmap\n\n   \nnonsense\nalloc\nalloc ten\nalloc 1 2 3\nalloc 0\nalloc 1 3
alloc 18446744073709551615\nalloc 18446744073709551616\nfree -1
free 0x$(printf '0%.0s' {1..40})10\n$(printf 'y%.0s' {1..500})\nstats")" # and no end of line
