package io.nyala.storage.commit;

import java.util.Locale;

/** Life of a write; the file name of its record ends with the state in lower case. */
public enum CommitState {
  /**
   * Staging files may exist; to be rolled back if its coordinator died. Readers see the old state.
   */
  INTENT,
  /** Being rolled back; its coordinator can no longer decide. Readers see the old state. */
  ROLLBACK,
  /** Decided: rolled forward by whoever finds it. Readers still see the old state. */
  COMMIT,
  /** All moves and metastore changes are done. Readers see the new state. */
  APPLIED,
  /** Nothing left to do; kept for a while so that listings made before are recognized as old. */
  FINISHED;

  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
