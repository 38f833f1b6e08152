export interface MailingAddress {
  kind: "MailingAddress";
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  zip: string | null;
  provinceCode: string | null;
  countryCode: string | null;
  phone: string | null;
}

export interface Customer {
  kind: "Customer";
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  taxExempt: boolean;
  defaultAddress: MailingAddress | null;
  createdAt: number;
  updatedAt: number;
}

export interface Company {
  kind: "Company";
  id: string;
  name: string;
  externalId: string | null;
  contact: Customer;
  locations: CompanyLocation[];
  createdAt: number;
  updatedAt: number;
}

export interface CompanyLocation {
  kind: "CompanyLocation";
  id: string;
  company: Company;
  name: string;
  externalId: string | null;
  taxId: string | null;
  address: MailingAddress | null;
  createdAt: number;
  updatedAt: number;
}
