/** Admission by other programs: what a MutatingWebhookConfiguration or ValidatingWebhookConfiguration names is asked. */
@NullMarked
package io.gantry.server.admission.webhook;

import org.jspecify.annotations.NullMarked;
