/**
 * The sample data of a sandbox and its policies: files into HDFS, policies into the policy admin,
 * tables through Nyala's own SQL. Read {@link io.nyala.sandbox.control.data.SampleData} first. What
 * is loaded stands in resources, not in code.
 */
@NullMarked
package io.nyala.sandbox.control.data;

import org.jspecify.annotations.NullMarked;
