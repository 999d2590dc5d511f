package io.gantry.server.flowcontrol;

/**
 * The queues of a priority level.
 *
 * @param queues how many there are
 * @param handSize how many of them a flow has
 * @param lengthLimit how many requests may wait in one
 */
record QueueShape(int queues, int handSize, int lengthLimit) {
    QueueShape {
        if (!possible(queues, handSize, lengthLimit)) {
            throw new IllegalArgumentException(
                    queues + " queues, hands of " + handSize + ", at most " + lengthLimit + " requests in each");
        }
    }

    static boolean possible(int queues, int handSize, int lengthLimit) {
        return queues >= 1 && handSize >= 1 && handSize <= queues && lengthLimit >= 1;
    }
}
