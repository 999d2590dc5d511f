/**
 * Admission by expressions: match conditions of webhooks, ValidatingAdmissionPolicy and MutatingAdmissionPolicy. What
 * evaluates is loaded when the first of them is found.
 */
@NullMarked
package io.gantry.server.admission.policy;

import org.jspecify.annotations.NullMarked;
