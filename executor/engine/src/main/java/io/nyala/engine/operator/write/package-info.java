/** Writing tables. Read {@link io.nyala.engine.operator.write.TableWriteOperator} first. */
@NullMarked
package io.nyala.engine.operator.write;

import org.jspecify.annotations.NullMarked;
