/** Questions to a log of a million events, beside a consumer that only counts its records. */
package dev.postern.bench.audit;
