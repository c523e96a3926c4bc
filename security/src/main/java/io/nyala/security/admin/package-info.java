/**
 * The policy admin: a store of Ranger policies, services and roles with the part of Ranger Admin's
 * public REST interface (v2) that clients and plugins use. Decides nothing about data. Read {@link
 * io.nyala.security.admin.PolicyAdmin} first.
 */
@NullMarked
package io.nyala.security.admin;

import org.jspecify.annotations.NullMarked;
