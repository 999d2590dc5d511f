/** Who did what: events by a policy's rules, to a file and to a receiver, in the form of {@code audit.k8s.io/v1}. */
@NullMarked
package io.gantry.server.audit;

import org.jspecify.annotations.NullMarked;
