# SPDX-License-Identifier: MIT
# The kernel for each architecture, and the core as freestanding objects, which the host's unit
# tests link as well.
# Outputs: build/ARCH/kernel.elf, build/ARCH/canary-FUNCTION.elf, both as .image too, and
# build/ARCH/core/**.o

KERNEL_ARCHES := x86_64 riscv64 aarch64

# What a state holds at most: a gigabyte as kernel/heap.h counts it.
KERNEL_GRANULES := -DASH_GRANULES=16777216

KERNEL_CC := clang -std=c11 -ffreestanding -fno-pic -fno-stack-protector -O2 -fomit-frame-pointer \
  -g -Wall -Wextra -Werror -Icore $(KERNEL_GRANULES) -MMD -MP
KERNEL_LD := ld.lld -nostdlib -static --no-pie -z max-page-size=4096 -z noexecstack

CC_x86_64 := --target=x86_64-unknown-none-elf -mno-red-zone -mgeneral-regs-only
CC_riscv64 := --target=riscv64-unknown-none-elf -march=rv64imac -mabi=lp64 -mcmodel=medany -mno-relax
CC_aarch64 := --target=aarch64-unknown-none-elf -mgeneral-regs-only -mstrict-align

# Where the image lies in physical memory. On a PC at 1 MiB, above what the firmware keeps; on
# QEMU's `virt` machines 2 MiB from where memory starts, behind OpenSBI and for the same reason.
AT_x86_64 := 0x100000
AT_riscv64 := 0x80200000
AT_aarch64 := 0x40200000

# What kernel/boot gives the loader.
BOOTS_x86_64 := kernel.elf
BOOTS_riscv64 := kernel.elf
BOOTS_aarch64 := kernel.image

KERNEL_CORE := $(wildcard core/*.c)
KERNEL_CONTAINERS := $(wildcard core/containers/*.c)
KERNEL_SUITE := $(wildcard core/tests/suite*.c)
KERNEL_CANARY := kernel/tests/canary.c
# What replays fuzz inputs: the same files as on the host, with a core of its own for small heaps
# (FUZZ_GUEST). Both cores are in one kernel, so the names of this one are changed.
KERNEL_REPLAY := kernel/replay.c $(KERNEL_CORE) core/tests/plain_heap.c \
  $(addprefix fuzz/,$(addsuffix .c,ops model call look harness differ subjects text outcome \
    canary canary_bucket canary_heap canary_unstable canary_undefined))
KERNEL_COMMON := $(KERNEL_CORE) $(KERNEL_CONTAINERS) $(KERNEL_SUITE) \
  $(filter-out $(KERNEL_CANARY) $(KERNEL_REPLAY),$(wildcard kernel/*.[cS] kernel/tests/*.c))
LESS_x86_64 := kernel/machine.c # a PC is not described by a tree

# What the machine of an architecture has, whose files know nothing of instructions.
DEVICES_x86_64 := $(wildcard kernel/pc/*.c) kernel/devices/uart16550.c
DEVICES_riscv64 := kernel/devices/uart16550.c
DEVICES_aarch64 := kernel/devices/pl011.c kernel/devices/gic.c

# The names by which core/tests/tests.mk knows the objects that the host's tests link.
X86_GRANULES := $(KERNEL_GRANULES)
X86_CORE := $(KERNEL_CORE:%.c=build/x86_64/%.o)
X86_CONTAINERS := $(KERNEL_CONTAINERS:%.c=build/x86_64/%.o)
X86_SUITE := $(KERNEL_SUITE:%.c=build/x86_64/%.o)

# The tools may have to be installed first, so what needs them is made by a second make.
RUN_ARCH := $(or $(ARCH),x86_64)
ifeq ($(filter $(RUN_ARCH),$(KERNEL_ARCHES)),)
$(error ARCH=$(ARCH): must be one of $(KERNEL_ARCHES))
endif
run: deps-run-$(RUN_ARCH) ## Boot the kernel in QEMU: the tour, then a monitor; ARCH=riscv64 DESIGN=bump MEM=64M MODE=guard SCREEN=gtk
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent build/$(RUN_ARCH)/$(BOOTS_$(RUN_ARCH))
	@kernel/boot --arch $(RUN_ARCH) --mem $(or $(MEM),128M) --design $(or $(DESIGN),heap) \
	  $(MODE:%=--append mode=%) $(SCREEN:%=--display %)

replay: deps-replay-$(RUN_ARCH) ## Compare fuzz inputs in QEMU and on the host: INPUT=fuzz/corpus DESIGN=all
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent build/$(RUN_ARCH)/$(BOOTS_$(RUN_ARCH)) \
	  build/fuzz/replay-guest
	@kernel/replay --arch $(RUN_ARCH) --design $(or $(DESIGN),heap) -- "$(INPUT)"

iso: deps-iso ## Make build/x86_64/ashlar.iso, a CD by which a PC boots: DESIGN=bump MODE=guard
	@$(MAKE) -f $(firstword $(MAKEFILE_LIST)) --silent build/x86_64/kernel.elf
	@kernel/iso --append "monitor heap=$(or $(DESIGN),heap)$(MODE:%= mode=%)" build/x86_64/ashlar.iso

define kernel_for # ARCH
SOURCES_$(1) := $$(filter-out $$(LESS_$(1)),$$(KERNEL_COMMON)) $$(wildcard kernel/$(1)/*.[cS]) \
  $$(DEVICES_$(1))
OBJECTS_$(1) := $$(addprefix build/$(1)/,$$(addsuffix .o,$$(basename $$(SOURCES_$(1))))) \
  $$(KERNEL_REPLAY:%.c=build/$(1)/replay/%.o)

build/$(1)/%.o: %.c kernel/kernel.mk
	@mkdir -p $$(@D)
	$$(KERNEL_CC) $$(CC_$(1)) -c $$< -o $$@

build/$(1)/replay/rename.h: $(KERNEL_REPLAY) $(wildcard core/*.h fuzz/*.h) kernel/kernel.mk
	@mkdir -p $$(@D)
	grep -ohw 'ash_[a-z0-9_]*' $$(filter %.c %.h,$$^) | sort -u | sed 's/.*/#define & replay_&/' > $$@

build/$(1)/replay/%.o: %.c build/$(1)/replay/rename.h kernel/kernel.mk
	@mkdir -p $$(@D)
	$$(KERNEL_CC) $$(CC_$(1)) -UASH_GRANULES $$(FUZZ_GUEST) \
	  -include build/$(1)/replay/rename.h -c $$< -o $$@

build/$(1)/%.o: %.S kernel/kernel.mk
	@mkdir -p $$(@D)
	$$(KERNEL_CC) $$(CC_$(1)) -c $$< -o $$@

LINK_$(1) := $(KERNEL_LD) -T kernel/link.ld --defsym=image_at=$(AT_$(1)) $$(OBJECTS_$(1))

build/$(1)/kernel.elf: $$(OBJECTS_$(1)) kernel/link.ld
	$$(LINK_$(1)) -o $$@

# The bytes of the image alone, for loaders that know Linux's kernels and not ELF.
build/$(1)/kernel.image: $$(OBJECTS_$(1)) kernel/link.ld
	$$(LINK_$(1)) --oformat binary -o $$@

# A kernel with a seeded defect in the function that is named, which its tests must find.
build/$(1)/canary-%.o: $(KERNEL_CANARY) kernel/kernel.mk
	@mkdir -p $$(@D)
	$$(KERNEL_CC) $$(CC_$(1)) -DCANARY_$$* -c $$< -o $$@

.PRECIOUS: build/$(1)/canary-%.o
build/$(1)/canary-%.elf: build/$(1)/canary-%.o $$(OBJECTS_$(1)) kernel/link.ld
	$$(LINK_$(1)) --wrap=$$* $$< -o $$@

build/$(1)/canary-%.image: build/$(1)/canary-%.o $$(OBJECTS_$(1)) kernel/link.ld
	$$(LINK_$(1)) --wrap=$$* $$< --oformat binary -o $$@

-include $$(OBJECTS_$(1):.o=.d) $$(wildcard build/$(1)/canary-*.d)
endef
$(foreach arch,$(KERNEL_ARCHES),$(eval $(call kernel_for,$(arch))))

.PHONY: run replay iso
