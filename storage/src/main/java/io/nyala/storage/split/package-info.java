/**
 * From pinned files to splits, and from splits to open readers. Read {@link
 * io.nyala.storage.split.SplitPlanner} first.
 */
@NullMarked
package io.nyala.storage.split;

import org.jspecify.annotations.NullMarked;
