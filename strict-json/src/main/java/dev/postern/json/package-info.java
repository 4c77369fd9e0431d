/** How Jackson reads what others wrote: to the letter. */
package dev.postern.json;
