// SPDX-License-Identifier: MIT
#include "tasks.h"

#include "bytes.h"

// What the task has goes back to the pool.
static void release(struct ash_task *task)
{
    if (task->work != ASH_NONE) ash_pool_give(task->name.bytes.pool, task->work);
    ash_string_drop(&task->name);
}

// The list's destructor.
static void end(unsigned char *value)
{
    release((struct ash_task *)value);
}

void ash_tasks_init(struct ash_tasks *tasks, const struct ash_pool *pool)
{
    // A granule is aligned enough for any type.
    ash_vec_init(&tasks->list, pool, (struct ash_kind){sizeof(struct ash_task), ASH_GRANULE, end});
}

// The name and the work area, or nothing.
static bool equip(struct ash_task *task, const struct ash_pool *pool, const char *name, size_t size)
{
    ash_string_init(&task->name, pool);
    task->work = ASH_NONE;
    if (!ash_string_append(&task->name, name)) return false;
    if (size == 0) return true;
    task->work = ash_pool_take(pool, size, ASH_GRANULE);
    if (task->work != ASH_NONE) {
        ash_bytes_zero(pool->base, task->work, size);
        return true;
    }
    ash_string_drop(&task->name);
    return false;
}

bool ash_tasks_create(struct ash_tasks *tasks, const char *name, size_t size, ash_step *step,
                      void *argument)
{
    struct ash_task task = {.step = step, .argument = argument};
    if (!equip(&task, tasks->list.pool, name, size)) return false;
    struct ash_task *place = (struct ash_task *)ash_vec_push(&tasks->list);
    if (place == NULL) {
        release(&task);
        return false;
    }
    *place = task;
    return true;
}

void ash_tasks_round(struct ash_tasks *tasks)
{
    size_t i = 0;
    while (i < ash_tasks_count(tasks)) {
        // A copy, because the list may move while the step makes new tasks.
        struct ash_task task = *ash_tasks_at(tasks, i);
        unsigned char *work = task.work == ASH_NONE ? NULL : tasks->list.pool->base + task.work;
        if (task.step(task.argument, work))
            i++;
        else
            ash_vec_remove(&tasks->list, i);
    }
}

bool ash_tasks_end(struct ash_tasks *tasks, size_t i)
{
    return ash_vec_remove(&tasks->list, i);
}

size_t ash_tasks_count(const struct ash_tasks *tasks)
{
    return tasks->list.length;
}

const struct ash_task *ash_tasks_at(const struct ash_tasks *tasks, size_t i)
{
    return (const struct ash_task *)ash_vec_at(&tasks->list, i);
}

void ash_tasks_drop(struct ash_tasks *tasks)
{
    ash_vec_drop(&tasks->list);
}
