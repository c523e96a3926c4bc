/**
 * The way in: {@link io.nyala.planner.Planner} takes a text through parser, analyzer and
 * authorization to a relational tree, and on to a distributed plan. Read it first.
 */
@NullMarked
package io.nyala.planner;

import org.jspecify.annotations.NullMarked;
