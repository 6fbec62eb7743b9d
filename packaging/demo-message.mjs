// SPDX-License-Identifier: MPL-2.0
// The message of packaging/try and of the pictures: three mistakes that bounce or reach a stranger.
export const MESSAGE = {
  to: ["john_doe@company_com", "wang＠gmial。com", '"Müller Maschinenbau GmbH" <info@mueller.jp>'],
  subject: "Quotation HD-2041, ball valves DN 50",
  body: "Dear Mr Müller,\n\nplease find attached our quotation for 400 ball valves DN 50, CIF Hamburg.\nJohn Doe of Company and Mr Wang read this in copy.\n\nBest regards\nLi Wei\n",
};
