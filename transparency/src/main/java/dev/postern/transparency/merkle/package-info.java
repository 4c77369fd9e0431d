/** Merkle trees and inclusion proofs as in RFC 9162 section 2.1, over SHA-256. */
package dev.postern.transparency.merkle;
