/** What every namespace gets: a default ServiceAccount and the certificate to trust the API server by; and roles made of others. */
@NullMarked
package io.gantry.controllers.account;

import org.jspecify.annotations.NullMarked;
