/** Kubernetes' Pod Security Standards, in all their versions, and the admission step that holds namespaces to them. */
@NullMarked
package io.gantry.server.admission.podsecurity;

import org.jspecify.annotations.NullMarked;
