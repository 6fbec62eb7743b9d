// SPDX-License-Identifier: MPL-2.0
// Thunderbird's API. Its shape is checked where it is used: by the tests' fakes, which throw on what they do not have, and by the
// tests in a real Thunderbird.

declare const browser: any;
