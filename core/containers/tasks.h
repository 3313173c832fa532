// SPDX-License-Identifier: MIT
// tasks: the active tasks of a system that makes them as it runs. Each has a name and a work
// area (a stack, say) from the pool; they take their steps in turn and end in any order, and
// what a task had goes back to the pool when it ends.
#ifndef ASH_TASKS_H
#define ASH_TASKS_H

#include "str.h"

// One step of a task: false when it was the last. `work` is the task's work area. A step may
// make new tasks; it ends no task but its own.
typedef bool ash_step(void *argument, unsigned char *work);

struct ash_task {
    struct ash_string name;
    size_t work; // the offset of the work area, or ASH_NONE
    ash_step *step;
    void *argument; // handed to step
};

struct ash_tasks {
    struct ash_vec list; // of struct ash_task
};

// No tasks, and no memory taken. Work: a few steps.
void ash_tasks_init(struct ash_tasks *tasks, const struct ash_pool *pool);

// A new task, behind all others: it takes its first step when its turn comes. The work area has
// `size` bytes, all 0, aligned to a granule; none for size 0. False, and nothing changes, only if
// the pool refuses the work area, or what the name or the list needs (see ash_vec_reserve).
// Work: three allocs, and a step a byte.
bool ash_tasks_create(struct ash_tasks *tasks, const char *name, size_t size, ash_step *step,
                      void *argument);

// Each task takes one step, those made meanwhile too; those that end give back what they had.
// Work: a step each, and for each that ends two frees and a step for each task behind it.
void ash_tasks_round(struct ash_tasks *tasks);

// Ends the task at index i without another step. False, and nothing changes, only if there is
// none. Not to be called from a step. Work: two frees, and a step for each task behind it.
bool ash_tasks_end(struct ash_tasks *tasks, size_t i);

// How many tasks there are; they have the indices 0 and up. Work: a few steps.
size_t ash_tasks_count(const struct ash_tasks *tasks);

// The task at index i, until the list next changes; NULL only if there is none.
const struct ash_task *ash_tasks_at(const struct ash_tasks *tasks, size_t i);

// Ends every task and gives back all memory. Never fails. Work: three frees a task.
void ash_tasks_drop(struct ash_tasks *tasks);

#endif
