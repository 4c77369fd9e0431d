/**
 * What every page has: its frame, language, texts and times, the pages for what went wrong, and the
 * rule that nothing is cached.
 */
package dev.postern.dashboard.page;
