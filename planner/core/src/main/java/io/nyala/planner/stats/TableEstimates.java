package io.nyala.planner.stats;

import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;

/** Where the estimates of leaves come from. */
public interface TableEstimates {
  /** As the user may know it: fixed numbers where rows or values are hidden. */
  RelEstimate secureScan(SecureScan scan);

  /** From the statistics of the partitions that the scan will read. */
  RelEstimate storedScan(StoredScan scan);
}
