/** How fast the dashboard's home page is with a thousand containers, in a real browser. */
package dev.postern.bench.dashboard;
