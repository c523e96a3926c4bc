/** Reading splits. Read {@link io.nyala.engine.operator.scan.TableScanOperator} first. */
@NullMarked
package io.nyala.engine.operator.scan;

import org.jspecify.annotations.NullMarked;
