/** Servers outside that say who somebody is (TokenReview) and what they may do (SubjectAccessReview). */
@org.jspecify.annotations.NullMarked
package io.gantry.server.auth.webhook;
