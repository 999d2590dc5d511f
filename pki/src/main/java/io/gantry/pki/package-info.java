/** The cluster's certificates and tokens: authority, certificate signing and renewal, service-account tokens, kubeconfig. */
@NullMarked
package io.gantry.pki;

import org.jspecify.annotations.NullMarked;
