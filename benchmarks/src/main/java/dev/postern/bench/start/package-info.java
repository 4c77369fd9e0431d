/** How long the product and its commands take to start, and what it takes when it is idle. */
package dev.postern.bench.start;
