/** Who held a public address, and when. */
package dev.postern.audit.address;
