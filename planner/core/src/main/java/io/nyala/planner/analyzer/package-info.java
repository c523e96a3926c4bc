/**
 * What a statement's text means: names, types, functions and every implicit conversion by Hive's
 * rules, as a tree of Calcite's relational nodes. Nothing here makes a plan cheaper. Read {@link
 * io.nyala.planner.analyzer.StatementAnalyzer} first, then {@link
 * io.nyala.planner.analyzer.SelectAnalyzer}.
 */
@NullMarked
package io.nyala.planner.analyzer;

import org.jspecify.annotations.NullMarked;
