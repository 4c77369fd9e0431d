/** What browsers report of scripts, styles and frames that the pages' policy refused. */
package dev.postern.dashboard.csp;
