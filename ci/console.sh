#!/bin/bash
# SPDX-License-Identifier: MIT
# What is pleasant in the monitor, for ci/kernel_arch, which sources this after ci/monitor.sh: the
# keys of its line editor.

# What the monitor answers, without the lines that are typed: the keys write over those.
answers() { # COMMANDS
    monitor "$1" | grep -av '^> '
}

same "kernel/$arch/console/keys" "\
the design is now bitmap
offset 0x0, 64 bytes
offset 0x40, 64 bytes
offset 0x80, 1024 bytes
bump  bitmap  bucket
freed 64 bytes
refused: offset 0x0 is already free
bitmap: reserved 1073741824, committed 4096, live 1088, waste 3008 bytes; 2 blocks
at the peak: committed 4096, live 1152 bytes
status 0" "$(answers 'nonsense\025des\tbitm\t\nalloc 00\033[D1\n\033[A\n\033[A\033[H\033[C\033[C\033[C\033[C\033[C\033[C1\n
desi\tb\t\003\033free 0\n\033[A\033\n\033[99;99;99~stat\t\n')"
