# SPDX-License-Identifier: MIT
"""What proofs/prove tells of its results: a row for each function, and the sums."""
import gate


def table(results):
    print(f"\n{'function':34} {'goals':>6} {'proved':>7} {'seconds':>8}  by")
    sums = {"goals": 0, "proved": 0, "by": {}, "seconds": 0.0}
    for unit, result in results:
        print(unit.name)
        for name, row in result["rows"].items():
            by = ", ".join(f"{k} {v}" for k, v in sorted(row["by"].items()))
            print(f"  {name:32} {row['goals']:6} {row['proved']:7} {row['seconds']:8.1f}  {by}")
            for field in ("goals", "proved", "seconds"):
                sums[field] += row[field]
            for prover, n in row["by"].items():
                sums["by"][prover] = sums["by"].get(prover, 0) + n
    by = ", ".join(f"{k} {v}" for k, v in sorted(sums["by"].items()))
    for unit, result in results:
        for name in result["trusted"]:
            listed = gate.NOT_PROVED[unit.name]
            print(f"not proved: {unit.name}: {name}: {listed.get(name, listed.get('all'))}")
    print(f"{'all':34} {sums['goals']:6} {sums['proved']:7} {sums['seconds']:8.1f}  {by}")
    return sums
