/** Steps at which tests let a process die. Outside the profile {@code test} there are none. */
package dev.postern.failpoint;
