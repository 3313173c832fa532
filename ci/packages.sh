#!/bin/bash
# SPDX-License-Identifier: MIT
# What people get who install libashlar or embed the core, for ci/hosted, which sources this.

# The amalgamation by itself, as C and as C++. (It has designated initializers, which C++ knows
# from 2020 on; before that the compilers know them of their own.)
amalgamation() {
    build build/ashlar.c || return
    local compiler machine name
    for compiler in "gcc -std=c11" "clang -std=c11" "g++ -std=c++20 -xc++" "clang++ -std=c++20 -xc++"; do
        for machine in 32 64; do
            name=hosted/amalgam/${compiler%% *}-m$machine
            # shellcheck disable=SC2086 # the compiler and its flags
            if $compiler -m$machine -ffreestanding -pedantic -Wall -Wextra -Werror \
                -Wno-missing-field-initializers -O1 -c -o /dev/null build/ashlar.c; then
                pass "$name"
            else
                fail "$name" "does not compile"
            fi
        done
    done
    build "$tests/firmware" || return
    if "$tests/firmware"; then
        pass hosted/firmware
    else
        fail hosted/firmware "ended with status $?"
    fi
}

# The program of the README, by the command that stands there; with a state that is too small for its
# arena, the default one, it must say so.
readme() {
    local folder=$hosted/readme command
    build build/ashlar.c || return
    rm -rf "$folder"
    mkdir -p "$folder"
    ln -s "$PWD/build" "$folder/build"
    awk '/^```/ {within = $0 == "```c"; next} within' README.md >"$folder/app.c"
    command=$(sed -n 's/^    \(cc .* app\.c .*\)/\1/p' README.md)
    ends_with hosted/readme/program 0 "bytes of state for 33554432" \
        bash -c "cd $folder && $command -std=c11 -Wall -Wextra -Werror && ./app"
    command=$(sed 's/-DASH_GRANULES=[0-9]*//' <<<"$command")
    ends_with hosted/readme/state_too_small 1 "only 16777216 bytes" \
        bash -c "cd $folder && $command && ./app"
}

# Only names of malloc's, and of ours.
symbols() {
    local said
    said=$(nm -D --defined-only "$hosted/libashlar.so" | awk '{print $3}' | grep -v '^ash_' | sort | xargs)
    if [ "$said" = "aligned_alloc calloc free free_aligned_sized free_sized mallinfo2 malloc malloc_info malloc_stats malloc_trim malloc_usable_size memalign posix_memalign pvalloc realloc reallocarray valloc" ]; then
        pass hosted/symbols
    else
        fail hosted/symbols "$said"
    fi
}

# What a thread has of its own is found by an offset that is known when the program starts: to ask the
# dynamic linker might call malloc.
initial_exec() {
    if readelf -d "$hosted/libashlar.so" | grep -q 'FLAGS.*STATIC_TLS' && ! nm -D "$hosted/libashlar.so" | grep -q __tls_get_addr; then
        pass hosted/initial_exec
    else
        fail hosted/initial_exec "it has another model"
    fi
}

# A program with a malloc that names a double free, however it came by it.
names_misuse() { # NAME PROGRAM
    ends_with "$1" 134 "double free" "$2" twice
}

installed() {
    local root=$PWD/$hosted/root to said
    to=$root/opt/ashlar
    rm -rf "$root"
    if ! said=$(make --silent install PREFIX=/opt/ashlar DESTDIR="$root" 2>&1); then
        fail hosted/install "$said"
        return
    fi
    said=$(cd "$to" && find . -type f -o -type l | sort | xargs)
    if [ "$said" = "./include/ashlar-malloc.h ./include/ashlar.h ./lib/cmake/ashlar/ashlar-config-version.cmake ./lib/cmake/ashlar/ashlar-config.cmake ./lib/libashlar.a ./lib/libashlar.so ./lib/libashlar.so.1 ./lib/libashlar.so.1.0 ./lib/pkgconfig/ashlar.pc ./share/ashlar/LICENSE ./share/ashlar/ashlar.c ./share/man/man3/libashlar.3" ]; then
        pass hosted/install
    else
        fail hosted/install "$said"
    fi
    ends_with hosted/install/bad_prefix 2 "PREFIX must be a path from the root" \
        kernel/hosted/install/run 1.0 opt

    # The characters with which sed would have done something, and a blank.
    DESTDIR=$root/odd kernel/hosted/install/run 1.0 '/a&b|c d' >build/log/hosted-odd.out 2>&1
    said=$(PKG_CONFIG_PATH="$root/odd/a&b|c d/lib/pkgconfig" pkg-config --cflags ashlar)
    eval "said=($said)"
    if [ "${said[*]}" = '-I/a&b|c d/include' ] && [ ${#said[@]} = 1 ]; then
        pass hosted/install/odd_prefix
    else
        fail hosted/install/odd_prefix "it is not what ashlar.pc says"
    fi

    local flags
    flags=$(PKG_CONFIG_PATH=$to/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root pkg-config --cflags --libs ashlar)
    # shellcheck disable=SC2086 # some flags
    if gcc -fno-builtin -w -pthread kernel/hosted/tests/misuse.c $flags "-Wl,-rpath,$to/lib" -o "$root/by-pkg-config"; then
        names_misuse hosted/pkg-config "$root/by-pkg-config"
    else
        fail hosted/pkg-config "does not compile"
    fi

    mkdir -p "$root/project"
    cp kernel/hosted/tests/misuse.c "$root/project"
    cat >"$root/project/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.16)
project(user C)
find_package(ashlar 1.0 EXACT REQUIRED)
find_package(Threads REQUIRED)
add_compile_options(-fno-builtin -w)
foreach(kind ashlar static)
  add_executable(by-${kind} misuse.c)
  target_link_libraries(by-${kind} ashlar::${kind} Threads::Threads)
endforeach()
END
    if (cd "$root/project" && cmake -DCMAKE_PREFIX_PATH="$to" . && make) >build/log/hosted-cmake.out 2>&1; then
        names_misuse hosted/cmake/shared "$root/project/by-ashlar"
        names_misuse hosted/cmake/static "$root/project/by-static"
    else
        fail hosted/cmake "see build/log/hosted-cmake.out"
    fi
}
