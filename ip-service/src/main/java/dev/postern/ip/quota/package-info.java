/** How many addresses an account may hold, by family. Hides where limits come from. */
package dev.postern.ip.quota;
