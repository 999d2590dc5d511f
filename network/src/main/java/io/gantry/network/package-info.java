/** What makes a machine a node of the pod network: bridge and CNI, services in nftables, DNS. */
@NullMarked
package io.gantry.network;

import org.jspecify.annotations.NullMarked;
