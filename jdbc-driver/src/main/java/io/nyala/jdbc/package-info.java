/**
 * Nyala's JDBC driver. JDBC's interfaces only delegate; what goes over the wire stands behind
 * {@link io.nyala.jdbc.Wire}. Nothing of the server belongs here. Read {@link
 * io.nyala.jdbc.NyalaDriver} and {@link io.nyala.jdbc.DriverProperty} first.
 */
package io.nyala.jdbc;
