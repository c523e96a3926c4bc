package io.nyala.semantics.kernel;

import io.nyala.semantics.value.Int128;

/** Working space of the decimal kernels of one call site. */
public final class DecimalScratch {
  final Int128 left = new Int128();
  final Int128 right = new Int128();
}
