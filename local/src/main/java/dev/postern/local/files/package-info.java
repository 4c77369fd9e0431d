/**
 * Files for the owner's eyes only, always written aside and renamed, so that a crash leaves the old
 * content or the new one and never a half.
 */
package dev.postern.local.files;
