/** The row of an account, whose lock makes "count, then insert" one step. */
package dev.postern.key.account;
