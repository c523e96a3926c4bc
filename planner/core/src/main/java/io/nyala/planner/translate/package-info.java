/**
 * From Calcite's expressions to ours; nothing behind this package knows Calcite. Read {@link
 * io.nyala.planner.translate.RexTranslator} first.
 */
@NullMarked
package io.nyala.planner.translate;

import org.jspecify.annotations.NullMarked;
