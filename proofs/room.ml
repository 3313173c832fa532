(* SPDX-License-Identifier: MIT *)
(* Loaded by frama-c, which allocates fast and asks for a small heap of young values (256 thousand
   words), whatever OCAMLRUNPARAM says: with room for 8 million it collects garbage 20 times less. *)
let () = Gc.set { (Gc.get ()) with Gc.minor_heap_size = 8 lsl 20; space_overhead = 200 }
