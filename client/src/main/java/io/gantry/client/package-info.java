/** The one client interface: in one process a method call, else HTTP. Informers, work queues and events stand on it. */
@NullMarked
package io.gantry.client;

import org.jspecify.annotations.NullMarked;
