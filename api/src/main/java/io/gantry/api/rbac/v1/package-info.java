/** Kubernetes API group {@code rbac.authorization.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.rbac.v1;

import org.jspecify.annotations.NullMarked;
