/**
 * The measurements that the documents quote. Each runs what was built, on real backends, beside a
 * floor or another program in the same run, and writes one Markdown page. Hides how a page looks.
 */
package dev.postern.bench;
