# SPDX-License-Identifier: MIT
# The kernel, and the core as freestanding objects, which the host's unit tests link as well.
# Outputs: build/x86_64/kernel.elf, build/x86_64/canary.elf, build/x86_64/core/**.o

X86 := build/x86_64

# What a state holds at most: a gigabyte as kernel/heap.h counts it.
X86_GRANULES := -DASH_GRANULES=16777216

X86_CC := clang --target=x86_64-unknown-none-elf -std=c11 -ffreestanding -fno-pic \
  -fno-stack-protector -mno-red-zone -mgeneral-regs-only -O2 -fomit-frame-pointer -g -Wall -Wextra \
  -Werror -Icore $(X86_GRANULES) -MMD -MP
X86_LD := ld.lld -nostdlib -static --no-pie -z max-page-size=4096 -z noexecstack

X86_CORE := $(patsubst %.c,$(X86)/%.o,$(wildcard core/*.c))
X86_CONTAINERS := $(patsubst %.c,$(X86)/%.o,$(wildcard core/containers/*.c))
X86_SUITE := $(patsubst %.c,$(X86)/%.o,$(wildcard core/tests/suite*.c))
X86_CANARY := $(X86)/kernel/tests/canary.o
X86_KERNEL := $(patsubst %.S,$(X86)/%.o,$(wildcard kernel/x86_64/*.S)) $(filter-out $(X86_CANARY),\
  $(patsubst %.c,$(X86)/%.o,$(wildcard kernel/*.c kernel/x86_64/*.c kernel/tests/*.c)))
X86_OBJECTS := $(X86_CORE) $(X86_CONTAINERS) $(X86_SUITE) $(X86_KERNEL)

# The tools may have to be installed first, so what needs them is made by a second make.
run: deps-run ## Boot the kernel in QEMU: the tour, then a monitor; DESIGN=bump MEM=64M
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent $(X86)/kernel.elf
	@kernel/boot --mem $(or $(MEM),128M) --design $(or $(DESIGN),heap)

$(X86)/%.o: %.c kernel/kernel.mk
	@mkdir -p $(@D)
	$(X86_CC) -c $< -o $@

$(X86)/%.o: %.S kernel/kernel.mk
	@mkdir -p $(@D)
	$(X86_CC) -c $< -o $@

$(X86)/kernel.elf: $(X86_OBJECTS) kernel/x86_64/link.ld
	$(X86_LD) -T kernel/x86_64/link.ld $(X86_OBJECTS) -o $@

# A kernel with a seeded defect, which its tests must find.
$(X86)/canary.elf: $(X86_OBJECTS) $(X86_CANARY) kernel/x86_64/link.ld
	$(X86_LD) -T kernel/x86_64/link.ld --wrap=frame_give $(X86_OBJECTS) $(X86_CANARY) -o $@

.PHONY: run

-include $(X86_OBJECTS:.o=.d) $(X86_CANARY:.o=.d)
