/**
 * Plan nodes, their placement and the cuts between fragments. Read {@link
 * io.nyala.planner.fragment.FragmentBuilder} first.
 */
@NullMarked
package io.nyala.planner.fragment;

import org.jspecify.annotations.NullMarked;
