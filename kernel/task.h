// SPDX-License-Identifier: MIT
// task: functions that take turns, each with a stack of its own from the heap. A task goes on until
// it lets others have their turn, or returns, which ends it. The main flow is a task that does not
// end. All of it is for the processor that boots, and not for interrupts.
//
// core/containers/tasks.h is the same list of active tasks for tasks without a stack, which begin
// anew in every turn.
#ifndef TASK_H
#define TASK_H

#include <stdbool.h>
#include <stddef.h>

// A new task, behind all others: calls run(argument) when its turn comes. False, and nothing
// changes, when the heap has no room for it. Work: two allocs.
bool task_start(void (*run)(void *argument), void *argument);

// Lets all other tasks have a turn. Work: a few steps, and two frees when a task has ended.
void task_yield(void);

// How many tasks there are beside the main flow, those included that have not begun.
size_t task_count(void);

// For the main flow: goes on when no other task is left.
void task_wait(void);

#endif
