// SPDX-License-Identifier: MIT
// A function that promises nothing has nothing to prove.

int trap(int n);

int trap(int n)
{
    return n;
}
