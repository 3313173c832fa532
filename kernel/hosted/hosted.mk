# SPDX-License-Identifier: MIT
# hosted: the core as the malloc of a Linux program, and as two files to embed; see
# kernel/hosted/README.md. Included by the Makefile at the top; all paths are relative to there.
# Outputs: build/hosted/libashlar.so, build/hosted/libashlar.a, build/ashlar.h, build/ashlar.c

HOSTED := build/hosted
HOSTED_VERSION := 1.0
# The largest capacity of which a set has a root of its own: 256 MiB an arena.
HOSTED_GRANULES := -DASH_GRANULES=16777216
HOSTED_NAMES := $(filter-out image_maker,$(patsubst kernel/hosted/%.c,%,$(wildcard kernel/hosted/*.c)))
HOSTED_H := $(wildcard kernel/hosted/*.h) kernel/hosted/hosted.mk build/ashlar.c $(HOSTED)/image.h
# A compiler that knows what malloc does would make calloc of what calloc itself does.
HOSTED_FLAGS := -std=gnu11 -O2 -g -D_GNU_SOURCE -Wall -Wextra -Werror $(HOSTED_GRANULES) \
  -Ibuild -I$(HOSTED) -Ikernel/hosted -fno-builtin-malloc -fno-builtin-calloc \
  -fno-builtin-free -fno-builtin-realloc
HOSTED_PIC := -fPIC -fvisibility=hidden -ftls-model=initial-exec -ffunction-sections

.PHONY: hosted install amalgam
# The tools may have to be installed first, so what needs them is made by a second make.
hosted: deps-hosted ## Build libashlar.so and .a: the core as a malloc, LD_PRELOAD=build/hosted/libashlar.so
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent $(HOSTED)/libashlar.so $(HOSTED)/libashlar.a

install: hosted ## Install library, header, man page and the core as two files; PREFIX=/usr/local DESTDIR=
	@DESTDIR='$(DESTDIR)' kernel/hosted/install/run $(HOSTED_VERSION) '$(or $(PREFIX),/usr/local)'

amalgam: build/ashlar.c ## Write the core as two files, build/ashlar.h and build/ashlar.c

build/ashlar.c: kernel/hosted/amalgam $(wildcard core/*.[ch])
	kernel/hosted/amalgam build

# The state of a new heap, computed once.
$(HOSTED)/image_maker: kernel/hosted/image_maker.c $(wildcard core/*.[ch])
	@mkdir -p $(@D)
	gcc -std=c11 -O2 -Wall -Wextra -Werror $(HOSTED_GRANULES) -Icore $(filter %.c,$^) -o $@

$(HOSTED)/image.h: $(HOSTED)/image_maker
	$< >$@

$(HOSTED)/%.o: kernel/hosted/%.c $(HOSTED_H)
	@mkdir -p $(@D)
	gcc $(HOSTED_FLAGS) $(HOSTED_PIC) -c $< -o $@

# It stays when it is closed: threads that end and forks come back to it.
$(HOSTED)/libashlar.so: $(HOSTED_NAMES:%=$(HOSTED)/%.o) kernel/hosted/libashlar.map
	gcc -shared -Wl,-soname,libashlar.so.1 -Wl,-z,now -Wl,-z,nodelete -Wl,--gc-sections \
	  -Wl,--version-script=kernel/hosted/libashlar.map $(filter %.o,$^) -o $@
	ln -sf libashlar.so $(HOSTED)/libashlar.so.1

# One object, so that a program that wants any of the family gets all of it, and none of the names
# that are not for it.
$(HOSTED)/libashlar.a: $(HOSTED_NAMES:%=$(HOSTED)/%.o)
	ld -r $^ -o $(HOSTED)/libashlar.o
	objcopy --localize-hidden $(HOSTED)/libashlar.o
	rm -f $@
	ar rcs $@ $(HOSTED)/libashlar.o

# ---- tests: kernel/hosted/tests, run by ci/hosted ----

HOSTED_TEST_H := $(wildcard kernel/hosted/tests/*.h) kernel/hosted/ashlar-malloc.h
# The compiler must neither see through what is asked of malloc nor leave it out.
HOSTED_TEST_FLAGS := -std=gnu11 -O1 -g -fno-builtin -pthread -D_GNU_SOURCE -Wall -Wextra -Werror \
  -Wno-use-after-free -Wno-free-nonheap-object -Ikernel/hosted

$(HOSTED)/tests/%: kernel/hosted/tests/%.c $(HOSTED)/libashlar.a $(HOSTED_TEST_H)
	@mkdir -p $(@D)
	gcc $(HOSTED_TEST_FLAGS) $< $(HOSTED)/libashlar.a -o $@

$(HOSTED)/tests/operators: kernel/hosted/tests/operators.cc $(HOSTED)/libashlar.a $(HOSTED_TEST_H)
	@mkdir -p $(@D)
	g++ -std=c++17 -O1 -g -fno-builtin -Wall -Wextra -Werror -Ikernel/hosted $< $(HOSTED)/libashlar.a -o $@

# Without libashlar: it is preloaded, or opened later.
$(addprefix $(HOSTED)/tests/,closing gate_model post_model): $(HOSTED)/tests/%: kernel/hosted/tests/%.c $(HOSTED_TEST_H)
	@mkdir -p $(@D)
	gcc $(HOSTED_TEST_FLAGS) $< -o $@

$(HOSTED)/tests/plugin.so: kernel/hosted/tests/plugin.c
	@mkdir -p $(@D)
	gcc $(HOSTED_TEST_FLAGS) -fPIC -shared $< -o $@

$(HOSTED)/tests/firmware: kernel/hosted/tests/firmware.c build/ashlar.c
	@mkdir -p $(@D)
	gcc -std=c11 -pedantic -Os -Wall -Wextra -Werror -ffreestanding -nostdlib -static \
	  -DASH_GRANULES=4096 -Ibuild $^ -o $@

# All of it, the core too, under ThreadSanitizer, which has a malloc of its own: so ours goes by
# other names.
HOSTED_RENAMED := $(foreach name,malloc free calloc realloc reallocarray aligned_alloc \
  posix_memalign memalign valloc pvalloc malloc_usable_size mallinfo2 malloc_stats malloc_info \
  malloc_trim,--redefine-sym $(name)=our_$(name))
HOSTED_TSAN := -fsanitize=thread -Wno-tsan

$(HOSTED)/tsan/%.o: kernel/hosted/%.c $(HOSTED_H) $(HOSTED_TEST_H)
	@mkdir -p $(@D) $(@D)/tests
	gcc $(HOSTED_FLAGS) $(HOSTED_TSAN) -c $< -o $@

$(HOSTED)/tests/tsan-%: $(HOSTED)/tsan/tests/%.o $(HOSTED_NAMES:%=$(HOSTED)/tsan/%.o)
	@mkdir -p $(@D)
	ld -r $^ -o $@.o
	objcopy $(HOSTED_RENAMED) $@.o
	gcc -pthread -fsanitize=thread $@.o -o $@
