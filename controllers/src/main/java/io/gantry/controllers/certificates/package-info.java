/** The loops of CertificateSigningRequests: approve what nodes may have of themselves, sign what is approved, clear up. */
@NullMarked
package io.gantry.controllers.certificates;

import org.jspecify.annotations.NullMarked;
