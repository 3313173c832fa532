// SPDX-License-Identifier: MIT
// broken: what becomes of a contract that does not hold. Whoever links the translated contracts says it.
#ifndef BROKEN_H
#define BROKEN_H

// kind is Precondition, Postcondition or Invariant; text is the clause.
void contract_broken(const char *file, int line, const char *kind, const char *function,
                     const char *text);

#endif
