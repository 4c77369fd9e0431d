/** New passwords for one container or many: the question, the request, and its progress. */
package dev.postern.dashboard.resets;
