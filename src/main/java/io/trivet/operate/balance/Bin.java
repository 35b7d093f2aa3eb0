package io.trivet.operate.balance;

import java.util.Arrays;

/** Numbers of items, in no order. */
final class Bin {
    private int[] items = new int[8];
    private int size;

    int size() {
        return size;
    }

    int get(int place) {
        return items[place];
    }

    int[] copy() {
        return Arrays.copyOf(items, size);
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = item;
    }

    /** Takes one of that number out, which must be there. */
    void remove(int item) {
        int place = 0;
        while (items[place] != item) {
            place++;
        }
        items[place] = items[--size];
    }
}
